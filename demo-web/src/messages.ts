import { page } from './page.js';

/** Older messages leave the page, so that a long chat does not fill the memory. */
const MAX_SHOWN = 200;

/** A message on the page, whose note can change. */
export interface ShownMessage {
  /** Replaces the note under the message. */
  note(text: string, failed?: boolean): void;
}

/** Adds a message at the end of the list and brings it into sight. */
export function showMessage(direction: 'in' | 'out', text: string, note: string): ShownMessage {
  const item = document.createElement('li');
  item.className = `bubble ${direction}`;
  const content = document.createElement('p');
  content.dataset['testid'] = 'message';
  content.dataset['direction'] = direction;
  content.textContent = text;
  const small = document.createElement('small');
  small.dataset['testid'] = 'note';
  small.textContent = note;
  item.append(content, small);
  page.messages.append(item);
  while (page.messages.childElementCount > MAX_SHOWN) {
    page.messages.firstElementChild?.remove();
  }
  page.messages.scrollTop = page.messages.scrollHeight;
  return {
    note(changed, failed = false) {
      small.textContent = changed;
      item.classList.toggle('failed', failed);
    },
  };
}

/** Time of day and, for long messages, the size. */
export function noteOf(bytes: number): string {
  const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return bytes < 1000 ? time : `${time} · ${Math.round(bytes / 1000)} KB`;
}
