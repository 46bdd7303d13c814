package settings

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// allowedCPUs are the whole CPUs that this process may use, at least 1: its affinity and the quota of
// its cgroup and those above it, not the host's count; a quota of 1.5 counts as 2.
func allowedCPUs() int {
	granted := quota("/sys/fs/cgroup", "/proc/self/cgroup")
	return max(1, int(min(float64(runtime.NumCPU()), math.Ceil(granted))))
}

// quota returns the CPUs granted; infinity where nothing limits them.
func quota(cgroups, membership string) float64 {
	granted := math.Inf(1)
	for line := range strings.Lines(content(membership)) {
		fields := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(fields) < 3 {
			continue
		}
		mount := cgroups
		if governsCPUs(fields[1]) {
			mount = filepath.Join(cgroups, "cpu")
		} else if fields[1] != "" {
			continue // a v1 hierarchy that does not govern CPUs
		}
		for folder := filepath.Join(mount, fields[2]); ; folder = filepath.Dir(folder) {
			granted = min(granted, version2(folder), version1(folder))
			if folder == mount || folder == filepath.Dir(folder) {
				break
			}
		}
	}
	return granted
}

func governsCPUs(controllers string) bool {
	for controller := range strings.SplitSeq(controllers, ",") {
		if controller == "cpu" {
			return true
		}
	}
	return false
}

func version2(group string) float64 {
	limit, period, _ := strings.Cut(content(filepath.Join(group, "cpu.max")), " ")
	return share(limit, period)
}

func version1(group string) float64 {
	return share(content(filepath.Join(group, "cpu.cfs_quota_us")),
		content(filepath.Join(group, "cpu.cfs_period_us")))
}

func share(limit, period string) float64 {
	granted, err := strconv.ParseFloat(limit, 64)
	each, failed := strconv.ParseFloat(period, 64)
	if err != nil || failed != nil || granted <= 0 || each <= 0 {
		return math.Inf(1)
	}
	return granted / each
}

func content(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}
