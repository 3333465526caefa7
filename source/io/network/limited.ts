/** A signal that fires with the given one, and at the latest after so many milliseconds. */
export const limited = (signal: AbortSignal | undefined, milliseconds: number): AbortSignal =>
	AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal ? [signal] : [])]);
