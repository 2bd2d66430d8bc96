import { beforeEach, describe, expect, it } from 'vitest';
import { scannerSchema } from '../../shared/domain/session-config/scanners.ts';
import type { ScannerConfig } from '../../shared/domain/session-config.ts';
import { useScannerConfigs } from './scanner-configs.ts';
import {
  addDraft,
  changeDraft,
  dropDraft,
  itemsOf,
  keyOf,
  restoreDraft,
  scannerItems,
  selectedItem,
  selectScanner,
  useScannerDrafts,
} from './scanner-drafts.ts';

const entry = (name: string, when = 'gap > 3'): ScannerConfig =>
  scannerSchema.parse({ name, kind: 'rule', config: { when } });

const itemOf = (name: string) => {
  const found = scannerItems().find((each) => each.entry.name === name);
  if (found === undefined) throw new Error(`No scanner ${name}`);
  return found;
};

beforeEach(() => {
  useScannerConfigs.setState({ scanners: [entry('Gap'), entry('Volume')] });
  useScannerDrafts.setState({ drafts: [], selected: null });
});

describe('drafts of scanners', () => {
  it('begin with what is saved, and change nothing of it', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, config: { when: 'gap > 4' } }));
    expect(itemOf('Gap')).toMatchObject({
      saved: { config: { when: 'gap > 3' } },
      entry: { config: { when: 'gap > 4' } },
    });
  });

  it('are gone where what is written is what is saved, whatever the order of its keys', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, config: { when: 'gap > 4', interval: '5m' } }));
    changeDraft(keyOf('Gap'), (now) => ({ ...now, config: { when: 'gap > 3' } }));
    expect(useScannerDrafts.getState().drafts).toEqual([]);
  });

  it('stay while another scanner is looked at', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, hold_scans: 3 }));
    selectScanner(keyOf('Volume'));
    selectScanner(keyOf('Gap'));
    expect(selectedItem()?.entry.hold_scans).toBe(3);
  });

  it('of a new name keep the key of their scanner', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, name: 'Gap up' }));
    expect(itemOf('Gap up').key).toBe(keyOf('Gap'));
  });

  it('outlive the scanner that they were of', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, hold_scans: 3 }));
    useScannerConfigs.setState({ scanners: [entry('Volume')] });
    expect(itemOf('Gap')).toMatchObject({ saved: null, entry: { hold_scans: 3 } });
  });

  it('of new scanners stand after the saved ones, and are selected', () => {
    addDraft(entry('Mine'));
    expect(scannerItems().map((each) => each.entry.name)).toEqual(['Gap', 'Volume', 'Mine']);
    expect(selectedItem()?.entry.name).toBe('Mine');
  });

  it('come back once after they were thrown away', () => {
    changeDraft(keyOf('Gap'), (now) => ({ ...now, hold_scans: 3 }));
    const { draft } = itemOf('Gap');
    dropDraft({ draft });
    expect(itemOf('Gap').entry.hold_scans).toBe(1);
    if (draft === null) throw new Error('no draft');
    restoreDraft(draft);
    restoreDraft(draft);
    expect(useScannerDrafts.getState().drafts).toHaveLength(1);
    expect(itemOf('Gap').entry.hold_scans).toBe(3);
  });
});

it('there is one item for a saved scanner and its draft', () => {
  const drafts = [{ id: 'draft 9', of: 'Gap', entry: entry('Gap', 'gap > 9') }];
  expect(itemsOf([entry('Gap')], drafts)).toHaveLength(1);
});
