import {PassThrough} from 'node:stream';

/** The two streams of a terminal, as a test uses them, and as they are given to the program. */
export const createStreams = (columns = 200, rows = 60) => {
	const input = Object.assign(new PassThrough(), {setRawMode: () => input, isTTY: true});
	const output = Object.assign(new PassThrough(), {columns, rows, isTTY: true});
	const given = {
		input: input as unknown as NodeJS.ReadStream,
		output: output as unknown as NodeJS.WriteStream,
	};
	return {input, output, given};
};
