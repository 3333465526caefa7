import {useStdout} from 'ink';
import {useCallback, useSyncExternalStore} from 'react';

const sizeOf = (stream: NodeJS.WritableStream, name: 'columns' | 'rows', otherwise: number): number => {
	const size: unknown = name in stream ? Reflect.get(stream, name) : undefined;
	return typeof size === 'number' && size > 0 ? size : otherwise;
};

/**
 * The window's size, and a new frame when it changes. Ink's own hook keeps both numbers in one object, a new one as soon as
 * the first frame stands, and so draws that frame a second time.
 */
export const useWindow = (): {readonly columns: number; readonly rows: number} => {
	const {stdout} = useStdout();
	const subscribe = useCallback(
		(onResize: () => void) => {
			stdout.on('resize', onResize);
			return () => {
				stdout.off('resize', onResize);
			};
		},
		[stdout],
	);
	const columns = useSyncExternalStore(subscribe, () => sizeOf(stdout, 'columns', 80));
	const rows = useSyncExternalStore(subscribe, () => sizeOf(stdout, 'rows', 24));
	return {columns, rows};
};
