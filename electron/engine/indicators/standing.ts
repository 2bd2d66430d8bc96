/** How far an indicator has come. */
export interface Standing {
  readonly barsUsed: number;
  /** Start of the last of them; means nothing before the first. */
  readonly lastStart: number;
}
