### The guided way: what one can choose when one does not know what to write. `directory/triage.toml` says where each choice leads.

guide-what = What do you need help with?
guide-start-line = You will not be connected to anyone. You can go back at any time.
guide-which = Which fits best?
guide-danger = I am in danger now
guide-me = It is about me
guide-young = I am under 18
guide-child = I am worried about a child
guide-other = I am worried about an adult I know
guide-hurts = I hurt or frighten someone
guide-work = I work with people who go through this
guide-someone = I want to talk to someone

guide-violence = Someone hurts, frightens or controls me
guide-sexual = Something sexual I didn’t want
guide-family = My family decides how I live
guide-home = Things are difficult at home
guide-feelings = I am not doing well
guide-feelings-or-doctor = I am not doing well, or I need a doctor
guide-practical = Money, housing, rights or police
guide-new = I am new in Norway, or want help in another language
guide-daily = I am an older person, or I need help in daily life
guide-elder = I am an older person, and someone treats me badly
guide-disability = I need help in daily life, and someone takes advantage of me

guide-afraid = Are you afraid of someone at home?
guide-yes = Yes
guide-no = No
guide-unsure = I don’t know

guide-young-line = It is not your fault. The adults are responsible.
guide-touched = Someone touches me, and I don’t want them to
guide-sad = I am sad or afraid
guide-wonder = I have a question
guide-bullied = A child is being bullied
guide-other-suicidal = Someone I know cannot go on
