// Sealing, off the page.

import { jobs } from "./seal-jobs.js";
import { answerJobs } from "./worker-side.js";

answerJobs(jobs);
