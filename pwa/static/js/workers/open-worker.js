// Opening, off the page.

import { jobs } from "./open-jobs.js";
import { answerJobs } from "./worker-side.js";

answerJobs(jobs);
