export type Person = {
	readonly id: string;
	/** Zoho's user id: a JSON number beyond 32 bits in `/oauth/user/info`. */
	readonly zuid: number;
	readonly firstName: string;
	readonly lastName: string;
	readonly email: string;
	readonly dataCenter: PracticeDataCenterId;
	readonly organizations: readonly [Organization, ...Organization[]];
};

export const practiceDataCenters = [
	{id: 'us', name: 'United States'},
	{id: 'eu', name: 'Europe'},
	{id: 'ca', name: 'Canada'},
] as const;

export type PracticeDataCenterId = (typeof practiceDataCenters)[number]['id'];

const organization = (id: string, name: string, currency: string, country: string) =>
	({id, name, currency, country}) as const;

export type Organization = ReturnType<typeof organization>;

/**
 * The invented people of the practice Zoho. Each lives in one data center, as every Zoho account does, and
 * belongs to one or two organizations. They have no passwords: to sign in is to choose.
 */
export const people: readonly Person[] = [
	{
		id: 'amelia',
		zuid: 20_063_117_801,
		firstName: 'Amelia',
		lastName: 'Hart',
		email: 'amelia@example.com',
		dataCenter: 'us',
		organizations: [
			organization('700100001', 'Lakeside Bicycles', 'USD', 'U.S.A'),
			organization('700100002', 'Lakeside Rentals', 'USD', 'U.S.A'),
		],
	},
	{
		id: 'noah',
		zuid: 20_063_117_802,
		firstName: 'Noah',
		lastName: 'Bennett',
		email: 'noah@example.com',
		dataCenter: 'us',
		organizations: [organization('700100003', 'Bennett Coffee Roasters', 'USD', 'U.S.A')],
	},
	{
		id: 'elena',
		zuid: 30_063_117_803,
		firstName: 'Elena',
		lastName: 'Moreau',
		email: 'elena@example.com',
		dataCenter: 'eu',
		organizations: [organization('700200001', 'Atelier Moreau', 'EUR', 'France')],
	},
	{
		id: 'maya',
		zuid: 40_063_117_804,
		firstName: 'Maya',
		lastName: 'Tremblay',
		email: 'maya@example.com',
		dataCenter: 'ca',
		organizations: [
			organization('700300001', 'Northern Maple Supply', 'CAD', 'Canada'),
			organization('700300002', 'Tremblay & Daughters', 'CAD', 'Canada'),
		],
	},
];

export const fullName = (person: Person): string => `${person.firstName} ${person.lastName}`;

export const findPerson = (id: string | undefined): Person | undefined =>
	people.find(person => person.id === id);

export const dataCenterName = (id: string): string =>
	practiceDataCenters.find(dataCenter => dataCenter.id === id)?.name ?? id;

/** Who the API Console of a data center takes you for; it needs no sign-in here. */
export const developerOf = (dataCenter: string): Person => {
	const developer = people.find(person => person.dataCenter === dataCenter);
	if (developer === undefined) throw new Error(`No one lives in the data center ${dataCenter}.`);
	return developer;
};
