/** What is seen of pictures at hand, in one script, for the first screen does without. */
export { QueueStrip } from "./QueueStrip";
export { Workbench } from "./Workbench";
