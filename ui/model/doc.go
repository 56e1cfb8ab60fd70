// Package model is the counter's rules: what the windows show, and what each key means
// where it is pressed.
//
// Model is a value. Act, Apply, Tick and Done give the next one and, where the till has
// work, a Command; what the windows do by themselves is an Effect. Cashier and Customer
// say how a model looks at a time. Nothing here waits, draws, reads a clock or calls the
// till: the same model, action and time always give the same next model. What is
// confirmed, charged or approved is what stood in the model that was shown.
//
// It knows no toolkit. Its tests may: they draw models by the screen and keep the
// pictures.
package model
