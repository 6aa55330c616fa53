// Pictures for the screen, made off the page.

import { jobs } from "./image-jobs.js";
import { answerJobs } from "./worker-side.js";

answerJobs(jobs);
