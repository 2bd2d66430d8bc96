import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { ICON_SHAPES, type IconName } from '../components/icon-shapes.ts';

/** How a plain function draws a cell. */
interface Drawing<Row> {
  /** What the picture depends on: it is drawn anew only where this has changed. */
  readonly signature: (row: Row) => string;
  /** Fills the element; `cell` is the grid's own around it, for what a screen reader says. */
  readonly draw: (element: HTMLElement, row: Row, cell: HTMLElement) => void;
}

/**
 * A cell without a framework: rows come and go by the thousand while a grid scrolls. The column needs
 * `equals: () => false`, so that the signature alone decides.
 */
export function drawnCell<Row>({ signature, draw }: Drawing<Row>): new () => ICellRendererComp<Row> {
  return class implements ICellRendererComp<Row> {
    readonly #element = document.createElement('span');
    #drawn: string | undefined;

    init(params: ICellRendererParams<Row>): void {
      this.refresh(params);
    }

    getGui(): HTMLElement {
      return this.#element;
    }

    refresh({ data, eGridCell }: ICellRendererParams<Row>): boolean {
      if (data === undefined) return true;
      const wanted = signature(data);
      if (wanted !== this.#drawn) draw(this.#element, data, eGridCell);
      this.#drawn = wanted;
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
