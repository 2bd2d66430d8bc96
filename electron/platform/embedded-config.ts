import simulated from '../../assets/examples/simulated.json' with { type: 'json' };

/** Where the embedded config stands in messages; it is part of the program, not a file of the user's. */
export const EMBEDDED_CONFIG_PATH = 'embedded session config';

/** The session that opens without an account, a network or a file. */
export const embeddedConfigText: string = JSON.stringify(simulated);
