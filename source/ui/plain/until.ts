/** Milliseconds after which what the system was asked for is not waited for any more. */
export const patience = 5000;

/** Resolves when a state is as it is waited for, or when something else comes first. */
export const until = async <S>(
	session: {readonly state: () => S; readonly subscribe: (listener: () => void) => () => void},
	isThere: (state: S) => boolean,
	...orWhen: readonly Promise<unknown>[]
): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const look = (): void => {
		if (isThere(session.state())) resolve();
	};
	const stop = session.subscribe(look);
	look();
	await Promise.race([promise, ...orWhen]);
	stop();
};
