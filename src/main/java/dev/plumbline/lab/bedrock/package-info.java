/**
 * The lab's side of the two wire formats of Amazon Bedrock, written from the published contract.
 */
@NullMarked
package dev.plumbline.lab.bedrock;

import org.jspecify.annotations.NullMarked;
