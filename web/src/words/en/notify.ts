/** Words of the offer to be told of messages. */
export const notify = {
  offer: 'Shall this browser tell you when somebody writes to you?',
  yes: 'Yes, tell me',
  no: 'Not now',
};
