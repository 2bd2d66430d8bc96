import type { Hit } from '../../../shared/domain/hit.ts';
import type { EvidenceNode } from '../../../shared/rules/evidence.ts';
import type { ScanExplainer } from '../scanners/contract.ts';
import type { ScanReport } from '../scanners/scanner-environment.ts';
import type { ScannerManager } from '../scanners/scanner-manager.ts';

/** What explains the hits of a scanner's version, also after the scanner was saved anew. */
export class HitExplainers {
  /** By scanner and version. */
  readonly #explainers = new Map<string, ScanExplainer>();

  constructor(private readonly scanners: ScannerManager) {}

  keep({ scanner, hits }: ScanReport): void {
    const [hit] = hits;
    const key = hit === undefined ? '' : versionKey(hit);
    if (hit === undefined || this.#explainers.has(key)) return;
    const explainer = this.scanners.look(scanner, (each) => each.explainer);
    if (explainer !== undefined) this.#explainers.set(key, explainer);
  }

  /** The conditions of a hit with what the scan saw; null where its scanner has none. */
  treeOf(hit: Hit): EvidenceNode | null {
    if (hit.evidence === undefined) return null;
    return this.#explainers.get(versionKey(hit))?.treeOf(hit.evidence) ?? null;
  }
}

function versionKey({ scanner, version }: Hit): string {
  return `${version} ${scanner}`;
}
