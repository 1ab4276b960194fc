// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

/**
 * What has gone one way since the upgrade; the HTTP heads do not count.
 *
 * @param bytesIn read by the proxy
 * @param bytesOut passed on, including what a fault has added
 * @param framesIn whole frames read, control frames and fragments too
 * @param framesOut whole frames passed on
 */
public record Traffic(long bytesIn, long bytesOut, long framesIn, long framesOut) {
}
