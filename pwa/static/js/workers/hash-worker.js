// SHA-256 of a file's own bytes, off the page.

import { jobs } from "./hash-jobs.js";
import { answerJobs } from "./worker-side.js";

answerJobs(jobs);
