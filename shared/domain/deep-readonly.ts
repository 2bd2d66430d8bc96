/** Free-form records (string keys) are left as they are. */
export type DeepReadonly<T> = T extends string | number | boolean | null | undefined
  ? T
  : string extends keyof T
    ? Readonly<T>
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };
