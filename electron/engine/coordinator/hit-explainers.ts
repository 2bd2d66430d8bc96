import type { Hit } from '../../../shared/domain/hit.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { ScanExplainer } from '../scanners/contract.ts';
import type { ScanReport } from '../scanners/scanner-environment.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';

/** What explains hits from an instant on. */
interface Since {
  readonly time: EpochMs;
  readonly explainer: ScanExplainer;
}

/** What explains the hits of a scanner's version, also after the scanner was saved anew. */
export class HitExplainers {
  /** By scanner and version, oldest first: one that was started anew may keep other numbers of its hits. */
  readonly #explainers = new Map<string, Since[]>();

  constructor(private readonly scanners: ScannerManager) {}

  keep({ scanner, hits }: ScanReport): void {
    const [hit] = hits;
    if (hit === undefined) return;
    const explainer = this.scanners.look(scanner, (each) => each.explainer);
    if (explainer === undefined) return;
    const key = versionKey(hit);
    const kept = this.#explainers.get(key) ?? [];
    if (kept.at(-1)?.explainer === explainer) return;
    this.#explainers.set(key, [...kept, { time: hit.time, explainer }]);
  }

  /** The conditions of a hit with what the scan saw; null where its scanner has none. */
  treeOf(hit: Hit): EvidenceNode | null {
    if (hit.evidence === undefined) return null;
    const kept = this.#explainers.get(versionKey(hit))?.findLast(({ time }) => time <= hit.time);
    return kept?.explainer.treeOf(hit.evidence) ?? null;
  }
}

function versionKey({ scanner, version }: Hit): string {
  return `${version} ${scanner}`;
}
