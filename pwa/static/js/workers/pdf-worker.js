// One PDF of a record's pages, off the page.

import { jobs } from "./pdf-jobs.js";
import { answerJobs } from "./worker-side.js";

answerJobs(jobs);
