/** Makes two uses of one primitive type incompatible, so that units cannot be swapped. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
