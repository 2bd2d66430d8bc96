import type { Locator, Page } from '@playwright/test';
import { figure, Panel } from './grid-panel.ts';

/** What a position's row says. */
export interface ShownPosition {
  readonly held: string;
  readonly average: number;
  readonly last: number;
  readonly profit: number;
}

/** Paper orders: the ticket, and the panel with positions and orders. */
export class Trading extends Panel {
  readonly ticket: Locator;
  readonly shares: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    super(page, 'Positions');
    this.#page = page;
    this.ticket = page.getByRole('dialog', { name: /^Paper order for / });
    this.shares = this.ticket.getByRole('textbox', { name: 'Shares' });
  }

  /** The row of a position, or of an order where orders are shown. */
  of(symbol: string): Locator {
    return this.body.locator('tbody tr').filter({ hasText: symbol });
  }

  async position(symbol: string): Promise<ShownPosition> {
    const heads = await this.body.locator('thead th').allTextContents();
    const cells = await this.of(symbol).first().locator('td').allTextContents();
    const under = (head: string) => cells[heads.indexOf(head)]?.trim() ?? '';
    return {
      held: under('Side, qty'),
      average: figure(under('Avg')),
      last: figure(under('Last')),
      profit: figure(under('P&L')),
    };
  }

  /** Places an order for the selected symbol with the keyboard alone. */
  async order(key: 'Control+b' | 'Control+Shift+B', shares: number): Promise<void> {
    await this.#page.keyboard.press(key);
    await this.shares.fill(String(shares));
    await this.#page.keyboard.press('Enter');
    await this.ticket.waitFor({ state: 'detached' });
  }

  /** What the panel shows: what is held, or the orders and their fills. */
  async choose(what: 'Held' | 'Orders'): Promise<void> {
    await this.body.getByRole('button', { name: new RegExp(`^${what}`) }).click();
  }
}
