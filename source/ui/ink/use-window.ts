import {useStdout} from 'ink';
import {useCallback, useSyncExternalStore} from 'react';
import {type Size, windowSize} from '../screen/line-screen.js';

/**
 * The window's size, and a new frame when it changes. Ink's own hook keeps both numbers in one object, a new one as soon as
 * the first frame stands, and so draws that frame a second time.
 */
export const useWindow = (): Size => {
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
	const columns = useSyncExternalStore(subscribe, () => windowSize(stdout).columns);
	const rows = useSyncExternalStore(subscribe, () => windowSize(stdout).rows);
	return {columns, rows};
};
