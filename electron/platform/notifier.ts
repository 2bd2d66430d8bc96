import { type BrowserWindow, Notification } from 'electron';
import { bringToFront } from './window.ts';

/** Notifications that are kept, so that a press on one is heard; the oldest are let go. */
const KEPT = 20;

/** Shows notifications beside the window that stands; a press brings it to the front. */
export class SystemNotifier {
  readonly #shown: Notification[] = [];

  constructor(private readonly window: () => BrowserWindow | undefined) {}

  show(title: string, body: string, opened: () => void): void {
    const window = this.window();
    if (window === undefined || window.isFocused() || !Notification.isSupported()) return;
    // The sound is the scanner's own choice.
    const notification = new Notification({ title, body, silent: true });
    notification.on('click', () => {
      bringToFront(window);
      opened();
    });
    this.#shown.push(notification);
    if (this.#shown.length > KEPT) this.#shown.shift();
    notification.show();
  }
}
