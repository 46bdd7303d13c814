/** What was answered for samples/images/receipt.png, shortened to two lines. */
export const READ_ANSWER = {
  id: "6191eaec59ef982a18eadf7be12c3c21",
  text: "CORNER CAFE\n14 Mill Lane, Bristol",
  width: 420,
  height: 560,
  lines: [
    {
      text: "CORNER CAFE",
      confidence: 0.9657,
      points: [
        [122.55, 30.37],
        [297.45, 30.05],
        [297.45, 51.53],
        [122.55, 51.23],
      ],
      box: { start_x: 122, start_y: 30, width: 176, height: 22 },
    },
    {
      text: "14 Mill Lane, Bristol",
      confidence: 0.9928,
      points: [
        [93.81, 68.18],
        [325.14, 68.69],
        [325.12, 86.88],
        [93.78, 86.68],
      ],
      box: { start_x: 93, start_y: 68, width: 233, height: 19 },
    },
  ],
  larger_helps: false,
  model: { detection: "0.4.0", recognition: "2026.11.22-5" },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
};
