import type {Readable} from 'node:stream';
import type {Result} from '../../zoho/refusal.js';

export type StreamRequest = {
	readonly method: string;
	readonly url: string;
	/** Names and values by turns, as they go on the wire. */
	readonly headers: readonly string[];
	readonly body?: AsyncIterable<Uint8Array> | Uint8Array | undefined;
	readonly signal: AbortSignal;
};

export type StreamAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** As it was sent: nothing is unpacked. */
	readonly body: Readable;
};

/** The network for what only passes through: one try, no redirect is followed, nothing is added. Refusals as those of `Http`. */
export type Streaming = {
	stream(request: StreamRequest): Promise<Result<StreamAnswer>>;
};
