package khmer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// maxWord is the longest word that is searched for, in clusters.
	maxWord = 12
	// unknownCost is the cost of a cluster outside all words, in words: more than any
	// sentence of known words.
	unknownCost = 100
)

// wordEdges reports for every cluster whether a word of the dictionary begins at it or
// has ended just before it.
func wordEdges(clusters []string) []bool {
	edges := make([]bool, len(clusters)+1)
	for i := 0; i < len(clusters); {
		end := i
		for end < len(clusters) && beginsKhmer(clusters[end]) {
			end++
		}
		markWords(clusters[i:end], edges[i:])
		i = max(end, i+1)
	}
	return edges
}

func beginsKhmer(cluster string) bool {
	r, _ := utf8.DecodeRuneInString(cluster)
	return isKhmer(r)
}

// markWords finds the words in a run of Khmer letters. Of all ways to split it, it
// takes the one with the fewest unknown clusters, then the fewest words. Unlike greedy
// longest match it can't get stuck.
func markWords(run []string, edges []bool) {
	n := len(run)
	cost := make([]int, n+1) // lowest cost from a cluster to the end
	size := make([]int, n)   // length of the word that begins there, 0 for none
	for i := n - 1; i >= 0; i-- {
		cost[i] = cost[i+1] + unknownCost
		for length := min(maxWord, n-i); length > 0; length-- {
			c := cost[i+length] + 1
			if c < cost[i] && isWord(strings.Join(run[i:i+length], "")) {
				cost[i], size[i] = c, length
			}
		}
	}
	before := 0
	for i := 0; i < n; i += max(size[i], 1) {
		edges[i] = i > 0 && believed(before, size[i])
		before = size[i]
	}
}

// believed reports whether a word ends between two words of the given lengths in
// clusters; 0 is an unknown cluster. Next to an unknown cluster, a word of one cluster is
// as likely a syllable of a longer word that the dictionary lacks.
func believed(before, after int) bool {
	return before > 0 && after > 0 || max(before, after) > 1
}

func isWord(s string) bool {
	_, found := slices.BinarySearch(dictionary, s)
	return found
}
