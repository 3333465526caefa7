/** Ports of the callback, in the order in which they are tried; both are registered. */
export const defaultPorts: readonly number[] = [8790, 8791];
