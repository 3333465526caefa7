/**
 * Makes the hook through which Emscripten lets a program start its WebAssembly itself. Synchronous on purpose: the
 * binary is small, and the stock way goes through `fetch`, which makes Node load its whole HTTP client first.
 */
export const instantiateFrom =
	(bytes: Uint8Array<ArrayBuffer>) =>
	(
		imports: WebAssembly.Imports,
		onInstance: (instance: WebAssembly.Instance) => void,
	): WebAssembly.Exports => {
		const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
		onInstance(instance);
		return instance.exports;
	};
