/** The mark of Klatch: a cup whose steam is a speech bubble. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <path d="M8 25h25v9a9 9 0 0 1-9 9h-7a9 9 0 0 1-9-9z" />
      <path d="M33 28h3a5 5 0 0 1 0 10h-3.6" />
      <path d="M15 5h13a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4h-7l-4.5 3.5V18H15a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4z" />
    </svg>
  );
}
