/** The page of a consent that ended well, with as little on it as can be. */
export const connected = {
	kind: 'connected',
	connectionName: 'Books',
	account: undefined,
	organization: undefined,
	dataCenter: undefined,
	granted: [],
	missing: [],
} as const;
