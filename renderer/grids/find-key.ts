import type { KeyboardEvent, RefObject } from 'react';

/** Takes Ctrl+F (on macOS Cmd+F) for a panel's own filter: its text is selected. */
export function findKey(filter: RefObject<HTMLInputElement | null>): (event: KeyboardEvent) => void {
  return (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    event.preventDefault();
    filter.current?.select();
  };
}
