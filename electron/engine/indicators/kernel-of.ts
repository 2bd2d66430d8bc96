import type { IndicatorConfig, IndicatorInput } from '../../../shared/domain/indicator.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { IndicatorKernel, IndicatorParams, KernelContext, SessionOf, WarmUp } from './contract.ts';
import { nestedKernel } from './nested-kernel.ts';
import { indicatorDefinition } from './registry.ts';

/** One link of a chain of indicators: an indicator that is asked for, or the input of one. */
interface Link {
  readonly name: string;
  readonly params: IndicatorParams;
  readonly input: IndicatorInput;
}

/** The arithmetic of a complete config, the indicators that it reads included. */
export function kernelOf(config: IndicatorConfig, sessionOf: SessionOf): IndicatorKernel {
  return kernelOfLink(config, { interval: config.interval, sessionOf });
}

/** Bars that a complete config needs: what its input needs, and then its own. */
export function warmUpOf(config: IndicatorConfig): WarmUp {
  return warmUpOfLink(config, config.interval);
}

/** True where a running sum is anywhere in the chain: the level depends on the first bar. */
export function isCumulative({ name, input }: Link): boolean {
  return indicatorDefinition(name).cumulative === true || (typeof input === 'object' && isCumulative(input));
}

function kernelOfLink({ name, params, input }: Link, context: KernelContext): IndicatorKernel {
  const definition = indicatorDefinition(name);
  if (typeof input !== 'object') return definition.create(params, input, context);
  const inner = indicatorDefinition(input.name);
  return nestedKernel({
    outer: definition.create(params, 'indicator', context),
    inner: kernelOfLink(input, context),
    output: inner.outputs.indexOf(input.output),
    sessionOf: inner.sessionAnchored ? context.sessionOf : undefined,
    countsEmptyBars: definition.countsEmptyBars === true,
  });
}

function warmUpOfLink({ name, params, input }: Link, interval: Interval): WarmUp {
  const own = indicatorDefinition(name).warmUp(params, interval);
  if (typeof input !== 'object') return own;
  const inner = warmUpOfLink(input, interval);
  return { ready: inner.ready + own.ready - 1, stable: inner.stable + own.stable - 1 };
}
