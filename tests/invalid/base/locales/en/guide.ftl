guide-what = What do you need help with?
guide-which = Which fits best?
guide-danger = I am in danger now
guide-young = I am under 18
guide-someone = I want to talk to someone
guide-feelings-or-doctor = I am not doing well, or I need a doctor
