/**
 * A double of a record. The layout of the record guarantees that the index lies
 * inside it, which the compiler cannot know of a typed array.
 */
export function read(record: Float64Array, index: number): number {
  return record[index] as number;
}
