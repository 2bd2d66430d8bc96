import type { JsonObject, JsonValue } from '../../shared/domain/json.ts';

/** Room between panels in CSS px. */
export const GUTTER = 4;

/**
 * A dock's own form with the gutters counted to the parts beside them. The dock writes sizes without its
 * gutters and takes them off again when it reads: without this, panels would shrink each time.
 */
export function withGutters(dock: JsonObject): JsonObject {
  const { grid } = dock;
  if (!isObject(grid) || !isObject(grid.root)) return dock;
  return { ...dock, grid: { ...grid, root: widened(grid.root) } };
}

function widened(node: JsonObject): JsonObject {
  const { data } = node;
  if (!isList(data)) return node;
  const share = (GUTTER * (data.length - 1)) / data.length;
  return {
    ...node,
    data: data.map((part) => {
      if (!isObject(part)) return part;
      const size = typeof part.size === 'number' ? { size: part.size + share } : {};
      return { ...widened(part), ...size };
    }),
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
