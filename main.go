// Command psar is a point of sale for shops in Cambodia.
package main

func main() {}
