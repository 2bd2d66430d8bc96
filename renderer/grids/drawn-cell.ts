import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { ICON_SHAPES, type IconName } from '../components/icon-shapes.ts';

/**
 * A cell that a plain function draws: rows come and go by the thousand while a grid scrolls, so no
 * framework renders them. `draw` fills the element anew whenever the cell's value has changed.
 */
export function drawnCell<Row>(
  draw: (element: HTMLElement, row: Row) => void,
): new () => ICellRendererComp<Row> {
  return class implements ICellRendererComp<Row> {
    readonly #element = document.createElement('span');

    init(params: ICellRendererParams<Row>): void {
      this.#element.className = 'drawn-cell';
      this.refresh(params);
    }

    getGui(): HTMLElement {
      return this.#element;
    }

    refresh({ data }: ICellRendererParams<Row>): boolean {
      if (data !== undefined) draw(this.#element, data);
      return true;
    }
  };
}

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes. */
export function svgElement(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const templates = new Map<IconName, SVGElement>();

/** The icon as React's Icon draws it: decoration, the word beside it carries the meaning. */
export function iconElement(name: IconName): Node {
  let template = templates.get(name);
  if (template === undefined) {
    template = svgElement('svg', { class: 'icon', viewBox: '0 0 12 12', 'aria-hidden': 'true' });
    template.append(...ICON_SHAPES[name].map(({ tag, attributes }) => svgElement(tag, attributes)));
    templates.set(name, template);
  }
  return template.cloneNode(true);
}

/** A span with a class and a text. */
export function textElement(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
