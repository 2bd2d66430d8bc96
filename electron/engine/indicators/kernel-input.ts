import type { InputField } from '../../../shared/domain/indicator.ts';

/** Where a kernel reads its input: a field of the bar, or the value that another indicator left behind the fields. */
export type KernelInput = InputField | 'indicator';
