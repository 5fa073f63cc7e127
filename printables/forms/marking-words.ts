/** How a ballot on paper is marked (rules §1.8): adopted in the election method, and read again beside the ballot. */
export const MARKS = '赞成的，在候选人姓名上方的符号栏内画“○”；不赞成的画“×”；弃权的不画任何符号。';

export const WRITE_IN_MARKS = '另选他人的，在另选人姓名栏内写上姓名，并在其上方的符号栏内画“○”。';

export const PEN = '用蓝色或者黑色的钢笔、签字笔填写，符号准确，笔迹清楚，不得涂改';

/** 民主测评 and 民主推荐: notice and script say the same of who cannot fill in a form (rules §1.8). */
export const HELPED = '可以由本人委托他人按照本人意愿代填';
