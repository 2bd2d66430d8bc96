import { createElement } from 'react';
import { ICON_SHAPES, type IconName } from './icon-shapes.ts';

export type { IconName } from './icon-shapes.ts';

/** Attributes of SVG that React spells otherwise. */
const REACT_NAMES: Readonly<Record<string, string>> = { 'stroke-width': 'strokeWidth' };

/** Decoration only: the word beside it carries the meaning. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg className={`icon ${className ?? ''}`} viewBox="0 0 12 12" aria-hidden="true">
      {ICON_SHAPES[name].map(({ tag, attributes }, index) => {
        const props = Object.entries(attributes).map(([key, value]) => [REACT_NAMES[key] ?? key, value]);
        // The parts of an icon never change places.
        return createElement(tag, { key: index, ...Object.fromEntries(props) });
      })}
    </svg>
  );
}
