import type { ElectronApplication } from '@playwright/test';

/** Answers the system's own dialogs in the user's stead: a driver cannot reach them. */
export class SystemDialogs {
  constructor(private readonly app: ElectronApplication) {}

  /** What the next question for a file or folder to open is answered with; null for none. */
  async opens(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    }, path);
  }

  /** Where the next export goes; null for nowhere. */
  async saves(path: string | null): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
    }, path);
  }
}
