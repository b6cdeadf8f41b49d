/* A disk that fills up, for processes that may not mount one: preloaded, it bounds what they may add to files below some folders.
 *
 * STATEBOX_TEST_SMALL_DISKS=FOLDER=CONTROL[:FOLDER=CONTROL…]. CONTROL is a file of eight bytes, the number of bytes that are left
 * (native order), shared by all processes and by the test. What makes a file longer uses them up; what does not fit fails with
 * ENOSPC, as on a real disk. Deleting gives nothing back: the test says when there is space again.
 *
 * Only what goes through the C library is seen. System calls made by hand and writes through mappings are not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#define DISKS_MAX 4

struct disk {
    const char *folder;
    size_t length;
    volatile int64_t *left;
};

static struct disk disks[DISKS_MAX];
static int disk_count;

__attribute__((constructor)) static void find_disks(void) {
    const char *setting = getenv("STATEBOX_TEST_SMALL_DISKS");
    if (!setting) return;
    char *copy = strdup(setting), *rest = NULL;
    for (char *each = strtok_r(copy, ":", &rest); each && disk_count < DISKS_MAX; each = strtok_r(NULL, ":", &rest)) {
        char *control = strchr(each, '=');
        if (!control) continue;
        *control++ = 0;
        int fd = open(control, O_RDWR | O_CLOEXEC);
        void *shared = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (shared == MAP_FAILED) {
            /* A test must not believe that it ran on a small disk. */
            fprintf(stderr, "small_disk: %s cannot be mapped\n", control);
            abort();
        }
        close(fd);
        disks[disk_count++] = (struct disk){.folder = each, .length = strlen(each), .left = shared};
    }
}

static struct disk *disk_of_path(const char *path) {
    for (int i = 0; i < disk_count; i++)
        if (!strncmp(path, disks[i].folder, disks[i].length) && (path[disks[i].length] == '/' || !path[disks[i].length])) return &disks[i];
    return NULL;
}

static struct disk *disk_of(int fd) {
    if (!disk_count) return NULL;
    char name[40], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    return disk_of_path(path);
}

/* Takes what a file would grow by when it reaches `end`. What does not fit takes nothing. */
static int reserve(int fd, off_t end) {
    int before = errno;
    struct disk *disk = disk_of(fd);
    struct stat status;
    if (!disk || fstat(fd, &status) || !S_ISREG(status.st_mode) || end <= status.st_size) {
        errno = before;
        return 0;
    }
    int64_t growth = end - status.st_size, left = __atomic_load_n(disk->left, __ATOMIC_SEQ_CST);
    do {
        if (growth > left) {
            errno = ENOSPC;
            return -1;
        }
    } while (!__atomic_compare_exchange_n(disk->left, &left, left - growth, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
    errno = before;
    return 0;
}

/* Where a write without an offset of its own ends. */
static off_t end_of_write(int fd, size_t count) {
    if (!disk_count) return 0;
    int before = errno;
    struct stat status;
    off_t from = 0;
    if (fcntl(fd, F_GETFL) & O_APPEND) from = fstat(fd, &status) ? 0 : status.st_size;
    else from = lseek(fd, 0, SEEK_CUR);
    errno = before;
    return from < 0 ? 0 : from + (off_t)count;
}

static size_t sum(const struct iovec *parts, int count) {
    size_t bytes = 0;
    for (int i = 0; i < count; i++) bytes += parts[i].iov_len;
    return bytes;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(write);
    return reserve(fd, end_of_write(fd, count)) ? -1 : real(fd, bytes, count);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    return reserve(fd, end_of_write(fd, sum(parts, count))) ? -1 : real(fd, parts, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t from) {
    REAL(pwrite);
    return reserve(fd, from + (off_t)count) ? -1 : real(fd, bytes, count, from);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t from) {
    REAL(pwrite64);
    return reserve(fd, from + (off_t)count) ? -1 : real(fd, bytes, count, from);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t from) {
    REAL(pwritev);
    return reserve(fd, from + (off_t)sum(parts, count)) ? -1 : real(fd, parts, count, from);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t from) {
    REAL(pwritev64);
    return reserve(fd, from + (off_t)sum(parts, count)) ? -1 : real(fd, parts, count, from);
}

/* Space that is only set aside is taken when it is written: these report that nothing can be set aside, which callers must bear. */
int fallocate(int fd, int mode, off_t from, off_t count) {
    REAL(fallocate);
    if (!disk_of(fd)) return real(fd, mode, from, count);
    errno = EOPNOTSUPP;
    return -1;
}

int fallocate64(int fd, int mode, off64_t from, off64_t count) { return fallocate(fd, mode, from, count); }

/* Copies inside the kernel are refused as where there are none, and are made by reading and writing. */
ssize_t copy_file_range(int in, off64_t *in_from, int out, off64_t *out_from, size_t count, unsigned int flags) {
    REAL(copy_file_range);
    if (!disk_of(out)) return real(in, in_from, out, out_from, count, flags);
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *from, size_t count) {
    REAL(sendfile64);
    if (!disk_of(out)) return real(out, in, from, count);
    errno = EINVAL;
    return -1;
}

#define SHOW(disk, status) \
    do { \
        int64_t left_ = *(disk)->left / (int64_t)(status)->f_bsize; \
        if ((uint64_t)left_ < (status)->f_bavail) (status)->f_bavail = (status)->f_bfree = (uint64_t)left_; \
    } while (0)

#define STATUS(name, type, path_or_fd, find) \
    REAL(name); \
    int outcome = real(path_or_fd, status); \
    struct disk *disk = outcome ? NULL : find(path_or_fd); \
    if (disk) SHOW(disk, status); \
    return outcome

int statvfs(const char *path, struct statvfs *status) { STATUS(statvfs, statvfs, path, disk_of_path); }
int statvfs64(const char *path, struct statvfs64 *status) { STATUS(statvfs64, statvfs64, path, disk_of_path); }
int fstatvfs(int fd, struct statvfs *status) { STATUS(fstatvfs, statvfs, fd, disk_of); }
int fstatvfs64(int fd, struct statvfs64 *status) { STATUS(fstatvfs64, statvfs64, fd, disk_of); }
int statfs(const char *path, struct statfs *status) { STATUS(statfs, statfs, path, disk_of_path); }
int statfs64(const char *path, struct statfs64 *status) { STATUS(statfs64, statfs64, path, disk_of_path); }
int fstatfs(int fd, struct statfs *status) { STATUS(fstatfs, statfs, fd, disk_of); }
int fstatfs64(int fd, struct statfs64 *status) { STATUS(fstatfs64, statfs64, fd, disk_of); }
