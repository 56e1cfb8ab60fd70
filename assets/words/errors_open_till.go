package words

// Errors of a command that the open till is to carry out.
var openTillErrors = []errorEntry{
	{"till_version", true,
		entry{"The open till is Psar %s and this command is Psar %s", "បញ្ជរដែលបើកគឺ Psar %s ហើយពាក្យបញ្ជានេះគឺ Psar %s"},
		entry{"Nothing was done. Close the till and open it again with the Psar of this command, then try again.", "មិនទាន់បានធ្វើអ្វីទេ។ សូមបិទបញ្ជរ បើកវាឡើងវិញដោយ Psar របស់ពាក្យបញ្ជានេះ រួចព្យាយាមម្ដងទៀត។"}},
	{"till_silent", false,
		entry{"The till is open but does not answer", "បញ្ជរកំពុងបើក ប៉ុន្តែមិនឆ្លើយតប"},
		entry{"Nothing was done. Look at its window, and try again; if it hangs, close it and open it again.", "មិនទាន់បានធ្វើអ្វីទេ។ សូមមើលបង្អួចរបស់វា រួចព្យាយាមម្ដងទៀត បើវាគាំង សូមបិទវា ហើយបើកវិញ។"}},
	{"till_lost", false,
		entry{"The till stopped answering while it carried this out", "បញ្ជរឈប់ឆ្លើយតប ពេលកំពុងធ្វើការនេះ"},
		entry{"It may be done. Look before you repeat it: psar sales, psar payments.", "ការនេះប្រហែលធ្វើរួចហើយ។ សូមពិនិត្យមុននឹងធ្វើម្ដងទៀត៖ psar sales, psar payments។"}},
	{"till_account", false,
		entry{"Another account of this computer has the till open", "គណនីផ្សេងរបស់កុំព្យូទ័រនេះកំពុងបើកបញ្ជរ"},
		entry{"Nothing was done. Type the command as that account, or close the till first.", "មិនទាន់បានធ្វើអ្វីទេ។ សូមវាយពាក្យបញ្ជាដោយគណនីនោះ ឬបិទបញ្ជរជាមុនសិន។"}},
	{"till_busy", true,
		entry{"The till carries out %s other commands already", "បញ្ជរកំពុងធ្វើពាក្យបញ្ជា %s ផ្សេងទៀត"},
		entry{"Nothing was done. Wait until one of them has ended, then try again.", "មិនទាន់បានធ្វើអ្វីទេ។ សូមរង់ចាំឱ្យមួយក្នុងចំណោមនោះចប់ រួចព្យាយាមម្ដងទៀត។"}},
}
