// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.upload;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.upload}. Without it there are no attachments to choose. */
@ObjectClassDefinition(name = "Chatdock: upload", description = "How pictures and files reach the gateway.")
public @interface UploadConfiguration {
    String PID = "org.chatdock.upload";

    @AttributeDefinition(name = "Address", description = "The http or https address of the upload call.")
    String url() default "";

    @AttributeDefinition(name = "Name of the file's field", description = "The field of the form with the file.")
    String fieldName() default "file";

    @AttributeDefinition(name = "Name of the type's field", required = false,
            description = "The field of the form that says image or file. Empty: none is sent.")
    String typeField() default "";

    @AttributeDefinition(name = "Largest picture (MB)", min = "1", max = "1024",
            description = "In megabytes of 1048576 bytes. WeCom takes pictures of up to 10.")
    int maxPictureMegabytes() default 10;

    @AttributeDefinition(name = "Largest file (MB)", min = "1", max = "1024",
            description = "In megabytes of 1048576 bytes. WeCom takes files of up to 20.")
    int maxFileMegabytes() default 20;

    @AttributeDefinition(name = "Extensions", required = false,
            description = "The extensions of files that are taken, without dot. None: all.")
    String[] extensions() default {};

    @AttributeDefinition(name = "Credentials in", options = { @Option(label = "Headers", value = "HEADER"),
            @Option(label = "Query", value = "QUERY") },
            description = "Where company and token travel: HEADER, or QUERY for gateways that ask for it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(name = "Name of the company's parameter",
            description = "The header or query parameter that carries the company's id.")
    String corpParameterName() default "corpid";

    @AttributeDefinition(name = "Name of the token's parameter",
            description = "The header or query parameter that carries the token.")
    String tokenParameterName() default "token";

    @AttributeDefinition(name = "Connect timeout (ms)", min = "1", max = "600000",
            description = "How long one address of the service may take to accept a connection, in milliseconds.")
    int connectTimeoutMillis() default 5000;

    @AttributeDefinition(name = "Answer timeout (ms)", min = "1", max = "600000",
            description = "How long nothing may come or go on the connection, in milliseconds.")
    int answerTimeoutMillis() default 30000;
}
