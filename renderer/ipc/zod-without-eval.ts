import { z } from 'zod';

// The page's policy forbids making code from text, which zod otherwise tries as
// soon as a schema is made. To be imported before any schema.
z.config({ jitless: true });
