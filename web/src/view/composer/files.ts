import { words } from '../../words/words';
import { sayTrouble } from '../parts/toast';
import type { Stage } from '../shell/stage';
import type { Talk } from '../timeline/talk';

/** Files that were chosen go to what one writes; why one of them does not is said. */
export function attach(stage: Stage, talk: Talk, files: readonly File[]): void {
  if (files.length === 0) return;
  const target = { conversation: talk.id, thread: talk.thread };
  const trouble = stage.shipping.add(target, files);
  if (trouble !== '') sayTrouble(trouble);
  talk.focus();
}

/** Files that were pasted or dropped. What is text goes its usual way. */
export function offered(stage: Stage, talk: Talk, data: DataTransfer | null, event: Event): void {
  if (data === null || data.files.length === 0) return;
  event.preventDefault();
  const files: File[] = [];
  for (const item of data.items) {
    const file = item.getAsFile();
    if (file === null) continue;
    if (item.webkitGetAsEntry()?.isDirectory === true) sayTrouble(words().files.folder(file.name));
    else files.push(file);
  }
  attach(stage, talk, files);
}

/** Lets one choose files. Only by a press or a key: browsers open it for nothing else. */
export function choose(stage: Stage, talk: Talk): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => attach(stage, talk, [...(input.files ?? [])]));
  input.click();
}
