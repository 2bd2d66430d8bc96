import type { RuleCatalogue } from './catalogue.ts';
import type { RuleSetting } from './checking.ts';
import { lex } from './lexer.ts';
import { placeAt } from './rule-place.ts';
import type { Span } from './syntax.ts';
import { type WordCard, wordCard } from './word-cards.ts';

/** What is told of the word under the pointer. */
export interface RuleHover extends WordCard {
  readonly span: Span;
}

/** What the word at a position means; undefined where there is none that has a meaning. */
export function hoverRule(text: string, position: number, { catalogue }: RuleSetting): RuleHover | undefined {
  const token = lex(text).find(({ span }) => span.from <= position && position < span.to);
  if (token?.kind !== 'name' && token?.kind !== 'keyword') return undefined;
  const name = token.kind === 'name' ? token.name : token.word;
  const place = placeAt(text, token.span.to);
  const card =
    (place.kind === 'output' ? outputCard(place.of, name, catalogue) : undefined) ??
    (place.kind === 'argument' ? settingCard(place.of, name, catalogue) : undefined) ??
    wordCard(name, catalogue);
  return card === undefined ? undefined : { ...card, span: token.span };
}

function outputCard(of: string, name: string, { indicators }: RuleCatalogue): WordCard | undefined {
  const indicator = indicators.find(({ id }) => id === of);
  const output = indicator?.outputs.find((each) => each.name === name);
  if (indicator === undefined || output === undefined) return undefined;
  const doc = `${indicator.title}. ${indicator.description}`;
  return { signature: `${of}(...).${name}`, gives: output.unit, doc, needs: undefined, example: undefined };
}

function settingCard(of: string, name: string, { indicators }: RuleCatalogue): WordCard | undefined {
  const spec = indicators.find(({ id }) => id === of)?.params.find((each) => each.name === name);
  if (spec === undefined) return undefined;
  const doc = `${spec.title} of ${of}: ${spec.integer ? 'a whole number' : 'a number'} from ${spec.min} to ${spec.max}, ${spec.default} where it is left out.`;
  return {
    signature: `${name} = ${spec.default}`,
    gives: 'number',
    doc,
    needs: undefined,
    example: undefined,
  };
}
