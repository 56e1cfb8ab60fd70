// Package attack robs a shop: each script in testdata is one attack on the program, which runs
// as a child process with its own environment, and ends in the sentence that the attack must
// come to. It has tests only, behind the tag e2e: make attacks runs them.
package attack
