/** What people do, by the operation that it asks for. A verb may ask for several: Zoho creates where others update. */
const verbs: Readonly<Record<string, string>> = {
	READ: [
		'read view list get fetch show see check look find lookup search browse download count pull query export',
		'retrieve display track monitor know watch only',
	].join(' '),
	CREATE: [
		'create add new insert write post make submit upload attach send generate import start register invite enroll',
		'log schedule publish share clone copy reply record raise place issue open launch run call trigger execute',
	].join(' '),
	UPDATE: [
		'update edit change modify set rename assign close reopen move mark approve reject adjust append replace',
		'activate deactivate enable disable reset restore tag fix correct merge cancel convert complete publish put',
		'subscribe unsubscribe',
	].join(' '),
	DELETE: 'delete remove erase trash purge drop clear destroy discard wipe',
	ALL: 'all everything full manage fullaccess',
};

const byVerb = new Map<string, string[]>();
for (const [operation, words] of Object.entries(verbs)) {
	for (const word of words.split(' ')) byVerb.set(word, [...(byVerb.get(word) ?? []), operation]);
}

/** The operations that a verb asks for; none for another word. */
export const operationsOf = (word: string): readonly string[] => byVerb.get(word) ?? [];

export const isVerb = (word: string): boolean => byVerb.has(word);
