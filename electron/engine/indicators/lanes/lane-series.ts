import { type BarView, indexFrom } from '../bar-view.ts';
import type { IndicatorSpec } from '../spec.ts';
import type { Standing } from '../standing.ts';
import type { LaneBook, LanePlan } from './lane-book.ts';
import { NO_LANE } from './lane-layout.ts';

/** Indicators that have seen the same bars. Without a lane they have seen none. */
interface Group {
  plan: LanePlan;
  lane: number;
}

/**
 * The indicators of one symbol on one interval that are formulas. Those that have seen the same bars are
 * computed together, in one lane; one that came later has a lane of its own until it has caught up.
 */
export class LaneSeries {
  readonly #symbolIndex: number;
  readonly #book: LaneBook;
  /** Nearly every series has one group: a list for each of ten thousand would be looked at by every garbage collection. */
  #first: Group | undefined;
  #others: readonly Group[] = NONE;

  constructor(symbolIndex: number, book: LaneBook) {
    this.#symbolIndex = symbolIndex;
    this.#book = book;
  }

  get #groups(): readonly Group[] {
    return this.#first === undefined ? NONE : [this.#first, ...this.#others];
  }

  #append(group: Group): void {
    if (this.#first === undefined) this.#first = group;
    else this.#others = [...this.#others, group];
  }

  #remove(group: Group): void {
    const [first, ...others] = this.#groups.filter((other) => other !== group);
    this.#first = first;
    this.#others = others.length === 0 ? NONE : others;
  }

  /** The one lane that has all indicators, with its set; undefined where there is none, or none yet. */
  get sole(): { readonly lane: number; readonly set: number } | undefined {
    const group = this.#first;
    if (group === undefined || this.#others.length > 0 || group.lane === NO_LANE) return undefined;
    return { lane: group.lane, set: group.plan.set.number };
  }

  get specs(): readonly IndicatorSpec[] {
    if (this.#others.length === 0) return this.#first?.plan.specs ?? [];
    return this.#groups.flatMap(({ plan }) => plan.specs);
  }

  /** Slots that the indicators take together. */
  get stateLength(): number {
    const { specs } = this;
    return specs.length === 0 ? 0 : this.#book.planOf(specs).set.program.length;
  }

  /** Adds an indicator that has seen no bar. */
  add(spec: IndicatorSpec): void {
    const fresh = this.#groups.find(({ lane }) => lane === NO_LANE);
    if (fresh === undefined) this.#append({ plan: this.#book.planOf([spec]), lane: NO_LANE });
    else fresh.plan = this.#book.planOf([...fresh.plan.specs, spec]);
  }

  /** Takes indicators away; those of others that are named too are none of it. */
  removeAll(specs: readonly IndicatorSpec[]): void {
    for (const group of this.#groups) {
      const left = group.plan.specs.filter((other) => !specs.includes(other));
      if (left.length === 0) this.#drop(group);
      else if (left.length < group.plan.specs.length) this.#become(group, this.#book.planOf(left));
    }
  }

  /** Gives all memory back. */
  close(): void {
    for (const group of this.#groups) this.#drop(group);
  }

  update(bars: Float64Array, barAt: number): void {
    if (this.#first !== undefined) this.#updateGroup(this.#first, bars, barAt);
    for (const group of this.#others) this.#updateGroup(group, bars, barAt);
  }

  #updateGroup(group: Group, bars: Float64Array, barAt: number): void {
    if (group.lane === NO_LANE) group.lane = group.plan.set.take();
    this.#book.update(group.plan.set.number, group.lane, this.#symbolIndex, bars, barAt);
  }

  /** Computes all indicators anew from the bars that start at `floor` or later. */
  rebuild(view: BarView, floor: number): void {
    if (this.#first === undefined) return;
    this.#replay(this.#united(), view, floor);
  }

  /** One group of all indicators, without a lane. */
  #united(): Group {
    const only = this.#first;
    if (only !== undefined && this.#others.length === 0) {
      if (only.lane !== NO_LANE) only.plan.set.release(only.lane);
      only.lane = NO_LANE;
      return only;
    }
    const group = { plan: this.#book.planOf(this.specs), lane: NO_LANE };
    this.close();
    this.#append(group);
    return group;
  }

  /** The same for one indicator. The bars must be those that the others have seen. */
  rebuildOne(spec: IndicatorSpec, view: BarView, floor: number): void {
    this.removeAll([spec]);
    const group = { plan: this.#book.planOf([spec]), lane: NO_LANE };
    this.#append(group);
    this.#replay(group, view, floor);
    this.#join(group);
  }

  #replay(group: Group, view: BarView, floor: number): void {
    for (const spec of group.plan.specs) spec.clear(this.#symbolIndex);
    const first = indexFrom(view, floor);
    if (first >= view.length) return;
    group.lane = group.plan.set.take();
    group.plan.set.replay(group.lane, this.#symbolIndex, view, first);
  }

  /** Goes together with the group that has seen as many bars, which are the same ones. */
  #join(group: Group): void {
    const other = this.#groups.find(
      (candidate) => candidate !== group && this.#countOf(candidate) === this.#countOf(group),
    );
    if (other === undefined) return;
    const plan = this.#book.planOf([...other.plan.specs, ...group.plan.specs]);
    this.#become(other, plan);
    if (group.lane !== NO_LANE) this.#book.move(group.plan, group.lane, plan, other.lane);
    this.#drop(group);
  }

  /** Gives a group another plan; what is in both keeps its state. */
  #become(group: Group, plan: LanePlan): void {
    const before = { ...group };
    group.plan = plan;
    if (before.lane === NO_LANE) return;
    group.lane = plan.set.take();
    this.#book.move(before.plan, before.lane, plan, group.lane);
    before.plan.set.release(before.lane);
  }

  #drop(group: Group): void {
    if (group.lane !== NO_LANE) group.plan.set.release(group.lane);
    this.#remove(group);
  }

  #countOf({ plan, lane }: Group): number {
    return lane === NO_LANE ? 0 : plan.set.countOf(lane);
  }

  standingOf(spec: IndicatorSpec): Standing {
    const group = this.#groupOf(spec);
    const lastStart = group.lane === NO_LANE ? Number.NaN : group.plan.set.lastStartOf(group.lane);
    return { barsUsed: this.#countOf(group), lastStart };
  }

  /** The outputs that a forming bar would give, NaN where there are none. The state never sees it. */
  preview(spec: IndicatorSpec, bars: Float64Array, barAt: number): readonly number[] {
    const { plan, lane } = this.#groupOf(spec);
    const fresh = lane === NO_LANE ? plan.set.take() : NO_LANE;
    const all = plan.set.preview(lane + fresh, bars, barAt);
    if (fresh !== NO_LANE) plan.set.release(fresh);
    const before = plan.specs.slice(0, plan.specs.indexOf(spec));
    const first = before.reduce((sum, { values }) => sum + values.length, 0);
    return all.slice(first, first + spec.values.length);
  }

  #groupOf(spec: IndicatorSpec): Group {
    const group = this.#groups.find(({ plan }) => plan.specs.includes(spec));
    if (group === undefined) throw new Error(`The series does not have ${spec.config.key}`);
    return group;
  }
}

const NONE: readonly Group[] = [];
